"""Name every rule of the lint: its id, what it holds, and what to do about a finding (检查规则)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from jiuji_docs.definitions import (
    check_amounts,
    check_certified,
    check_choice,
    check_duties,
    check_flow,
    check_forms,
    check_meetings,
    check_names,
    check_panels,
    check_parameters,
    check_people,
    check_registers,
    check_required,
    check_rights,
    check_tables,
    check_text,
)
from jiuji_docs.definitions.check_certified import Certificates
from jiuji_docs.definitions.finding import Check, Finding
from jiuji_docs.domain.directory import Directory
from jiuji_docs.domain.workflow.policy import Pack


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: stable id, what it holds, and what to do (怎样改)."""

    id: str
    title: str
    advice: str


#: What is wrong with a file that cannot be read, and with the definitions of official documents.
UNREADABLE = Rule(
    "DF-01", "文件能读，键和值合乎写法", "按提示改正所指的键；可用的键见定义文件的说明页"
)
OFFICIAL = Rule("GW-01", "公文的版式、流程和归档规则完整", "补齐或改正所指的一项")
BANK_FILES = Rule(
    "YH-01", "银行文件格式能用", "改正所指的列、字样或编码；样子见 workflows/bank_files"
)

PACK_RULES: Mapping[Rule, Check] = {
    Rule(
        "WF-01", "每一步用到的名称都存在，并写明出处条款", "改正名称，或先定义它；出处写条款编号"
    ): check_names.steps,
    Rule(
        "WF-02", "签名、用印的位置在文书上", "改用文书版式里有的位置名，或在版式里加上这个位置"
    ): check_names.places_signed,
    Rule(
        "WF-03", "条件的参数指向存在的事项", "改正参数，或先定义所指的参数、字段、步骤"
    ): check_names.guards,
    Rule(
        "WF-04", "分档所依据的字段有人填写", "改正字段路径，或让前面的一步填写它"
    ): check_names.tables,
    Rule(
        "WF-05", "每一条都有落实或无须落实的理由", "写 carried_by，或写 reason"
    ): check_names.clauses,
    Rule(
        "WF-06", "来自文件的设定有出处", "写 clause，或把 origin 改为 office、product"
    ): check_names.parameters,
    Rule(
        "WF-07", "每个环节都到得了，也走得到终点", "补上通往它的一步、离开它的一步，或删去这个环节"
    ): check_flow.states_reached,
    Rule(
        "WF-08", "终点之后没有办理，流程有终点", "删去从终点走出的一步，或去掉 final"
    ): check_flow.endings,
    Rule(
        "WF-09", "每条路径都能立件，立件写明对象", "补上立件的一步，写 routes 和 subject"
    ): check_flow.openings,
    Rule(
        "WF-10", "每个欠项都有补齐的一步", "在补齐它的一步写 settles，或不再欠它"
    ): check_flow.debts,
    Rule(
        "WF-11", "签名时文书已经出具", "让前面的一步 documents 出具它，或把签名移后"
    ): check_flow.signed_in_time,
    Rule(
        "WF-12", "不予救助写明理由并出具告知书", "在这一步写告知书的表单和文书"
    ): check_flow.refusals,
    Rule("WF-13", "退回到走过、又有出路的环节", "改正 return_targets"): check_flow.returns,
    Rule("WF-14", "分档表不缺档、不重档", "补上缺的一档，或改正重叠的界限"): check_tables.tables,
    Rule(
        "WF-15", "时限有起止，到期有处理", "写 starts、ends；有时限的写 on_miss（逾期怎样处置）"
    ): check_tables.time_limits,
    Rule(
        "WF-16", "并行分支开得了、汇合得了", "改正 state、first，给分支终点和等待它的一步"
    ): check_panels.branches,
    Rule(
        "WF-17", "会签有席位、有意见、有结果", "补上发表意见的一步和处理两种结果的一步"
    ): check_panels.panels,
    Rule(
        "WF-18", "自动流转只有条件，不绕圈", "去掉要人做的事，补上条件，拆开圈"
    ): check_panels.automatic,
    Rule("WF-19", "字段权限指向存在的事项", "改正表单、字段、岗位或环节"): check_rights.rights,
    Rule(
        "WF-20", "必填字段有人能填", "放开一个岗位的填写权限，或改为选填"
    ): check_rights.asked_of_nobody,
    Rule("WF-21", "同样的情形只有一步可走", "给其中一步加上条件，或改名"): check_choice.ambiguous,
    Rule("WF-22", "文件仍然有效", "换用现行文件的政策包，或更正失效日期"): check_choice.in_force,
    Rule("WF-23", "文字里没有程序", "只写文字；取值用 {表单.字段}，条件用条件名"): check_text.code,
    Rule(
        "WF-24", "所引的文件没有废止", "改引现行文件的条款，并核对这一条是否还是原来的要求"
    ): check_choice.cited_in_force,
    Rule(
        "WF-25", "要求先办的一步还办得了", "让那一步在这里也能办，或在到这里以前就要求它"
    ): check_required.makes_up,
    Rule(
        "WF-26",
        "每个参数、每组选项都有用处；参数只作说明的写明理由",
        "让条件、时限或表单用到它，或写 told = true 印在政策告知上，或在 descriptive 写理由",
    ): check_parameters.used,
    Rule(
        "JE-01",
        "所用的救助标准表有要素可取，有一步按它核对金额",
        "让一步填写测算要素，加上条件 amount_by_table，或改正 known_from",
    ): check_amounts.tables,
    Rule(
        "HY-01",
        "会议决定的环节、步骤和所填的字段都存在",
        "改正 state、approve、refuse、return 或 fill",
    ): check_meetings.meetings,
    Rule(
        "HY-02",
        "会议纪要由召集人签名",
        '在出具纪要的一步写 signs，place = "convener"，named_in 写召集人的字段',
    ): check_meetings.minutes_signed,
    Rule(
        "DJ-01", "登记簿与救助事项分开", "登记簿用自己的路径和环节；给付、不予救助写在救助路径上"
    ): check_registers.registers,
    Rule(
        "DJ-02", "转出的件有接收的一方", "在转出的一步写 receiver；side 只写在转出以后的步骤"
    ): check_registers.sent,
    Rule(
        "DJ-04",
        "公开填报的一步只收求助",
        '写 operation = true、roles = ["system"]，去掉文书、用印、条件',
    ): check_registers.public,
    Rule(
        "DJ-05",
        "编号用字各不相同",
        "每本登记簿和救助事项（relief）写自己的用字，至多 8 个字，不含数字和括号",
    ): check_registers.number_words,
    Rule(
        "DJ-06", "按事由定的主办部门都有", "改正 lead_departments 的困难类别或部门"
    ): check_registers.leads,
    Rule("DJ-03", "逐件写明的期限有字段可取", "改正 due_from 的字段路径"): check_registers.own_dues,
    Rule(
        "DQ-01", "定期任务有岗位、有出处", "改正 role、clause；没有写周期的去掉 due 和 remind"
    ): check_duties.duties,
    Rule("DQ-02", "名册有岗位、有出处", "改正 role、clause、positions"): check_duties.rosters,
    Rule("BD-01", "表单字段写法正确", "按提示改正字段的类型、选项或预填来源"): check_forms.fields,
    Rule("BD-02", "表单条件指向存在的字段", "改正 required_when 或检查名"): check_forms.conditions,
    Rule("BD-03", "文书所印的都有人填", "改正版式里的路径，或加上字段"): check_forms.printed,
    Rule(
        "BD-04", "所填的都印，或写明不印的理由", "印出它，或列入 not_printed 并写理由"
    ): check_forms.unprinted,
    Rule("BD-05", "版式的格放得下", "改正 span 或 columns，改正放不下时的处理"): check_forms.blocks,
}

#: People and seals that sign need a certificate; judged only where the certificates are at hand.
CERTIFIED = Rule(
    "RY-03", "签名、用印的都有有效证书", "用 jiuji init 建立证书机构，或为此人、此单位换发证书"
)

PeopleCheck = Callable[[Pack, Directory], Iterator[Finding]]
PEOPLE_RULES: Mapping[Rule, PeopleCheck] = {
    Rule(
        "RY-01", "每个岗位在每个单位都有人", "指定人员担任；在此之前这一步无人可办，也不会自动通过"
    ): check_people.posts_held,
    Rule(
        "RY-02", "不得同一人办理的，总有别人可办", "增加一名担任该岗位的人，或请上级代为办理"
    ): check_people.somebody_left,
}

RULES: Mapping[str, Rule] = {
    rule.id: rule
    for rule in (UNREADABLE, OFFICIAL, *PACK_RULES, *PEOPLE_RULES, CERTIFIED, BANK_FILES)
}


def check_pack(pack: Pack) -> Iterator[Finding]:
    """Yield everything wrong in one pack and its forms, each finding with its rule's id."""
    for rule, check in PACK_RULES.items():
        yield from (replace(item, rule=rule.id) for item in check(pack))


def check_people_of(pack: Pack, directory: Directory) -> Iterator[Finding]:
    """Yield what an office's people leave undone of one pack."""
    for rule, check in PEOPLE_RULES.items():
        yield from (replace(item, rule=rule.id) for item in check(pack, directory))


def check_certificates(pack: Pack, directory: Directory, ends: Certificates) -> Iterator[Finding]:
    """Yield whose signature or seal one pack asks for without a certificate in force today."""
    found = check_certified.certified(pack, directory, ends)
    yield from (replace(item, rule=CERTIFIED.id) for item in found)


def advice(finding: Finding) -> str:
    """Return what to do about a finding; empty when its rule is not known."""
    rule = RULES.get(finding.rule)
    return rule.advice if rule is not None else ""


def page() -> str:
    """Return the page of all rules, as ``docs/analysis/lint-rules.md`` holds it."""
    head = (
        "# 定义检查的规则\n\n`jiuji check` 逐条检查政策包、流程、表单和公文的定义；"
        "加 `--directory 名录.toml` 时还检查岗位是否落实。\n"
        "有一项错误即不能发布。本页由 `python -m jiuji_docs.definitions.rules` 生成。\n\n"
        "| 规则 | 要求 | 怎样改 |\n|---|---|---|\n"
    )
    return head + "".join(f"| {one.id} | {one.title} | {one.advice} |\n" for one in RULES.values())


if __name__ == "__main__":
    import sys

    sys.stdout.write(page())
