"""List the keys of workflow.toml (流程)."""

from __future__ import annotations

from collections.abc import Mapping

from jiuji_docs.definitions.nodes import Key, Node

WORKFLOW_NODES: Mapping[str, Node] = {
    "workflow": Node(
        "workflows/<政策包>/workflow.toml：流程",
        {
            "id": Key("text", "流程编号", required=True),
            "title": Key("text", "流程名称", required=True),
            "routes": Key("map", "路径：编号到中文", required=True),
            "roles": Key("map", "岗位：编号到中文", required=True),
            "registers": Key("texts", "哪些路径是登记簿（转办单、热线等），不是救助事项"),
            "number_words": Key(
                "map",
                "登记簿：在编号中的用字，如 转办；不写则编号中用登记簿的编号。relief：救助事项的用字，如 受",
            ),
            "state": Key("tables:workflow.state", "环节", required=True),
            "transition": Key("tables:workflow.transition", "流转", required=True),
            "table": Key("tables:workflow.table", "按金额和类别分档"),
            "branch": Key("tables:workflow.branch", "并行分支"),
            "panel": Key("tables:workflow.panel", "会签、或签、票签"),
            "meeting": Key("tables:workflow.meeting", "联席会议、会商、一事一议：一次决定几件"),
            "right": Key("tables:workflow.right", "表单和字段的权限"),
            "time_limit": Key("tables:workflow.time_limit", "办理时限"),
            "debt": Key("tables:workflow.debt", "欠项：可以后补的事"),
        },
    ),
    "workflow.state": Node(
        "一个环节",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "desk": Key("text", "所在窗口：village、town、county、finance 或 archives"),
            "final": Key("flag", "终点；分支的环节写了，就是分支的终点"),
            "branch": Key("text", "属于哪个并行分支；不写为主流程的环节"),
        },
    ),
    "workflow.transition": Node(
        "一步",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "from": Key("texts", "起点环节；start 表示立件", required=True),
            "to": Key("text", "终点环节；stay 表示留在原环节"),
            "table": Key("text", "终点由哪张分档表决定"),
            "routes": Key("texts", "适用路径；不写则都适用"),
            "roles": Key("texts", "办理岗位", required=True),
            "forms": Key("texts", "本步填写的表单"),
            "documents": Key("texts", "本步出具的文书"),
            "guards": Key("tables:workflow.guard", "条件"),
            "signs": Key("tables:workflow.sign", "签名、用印"),
            "owes": Key("texts", "本步留下的欠项"),
            "settles": Key("texts", "本步补齐的欠项"),
            "clauses": Key("texts", "出处条款", required=True),
            "returns": Key("flag", "退回：此后的意见、签名和文书作废"),
            "return_targets": Key("texts", "可退回到的环节"),
            "refuses": Key("flag", "不予救助"),
            "comment_required": Key("flag", "必须写意见"),
            "straight": Key("flag", "退回补正后直接送回退回的环节；中间环节不再重走"),
            "operation": Key("flag", "只由程序办理，页面不出按钮"),
            "automatic": Key("flag", "条件一具备，程序即自动流转；岗位写 system"),
            "panel": Key("text", "本步是哪个会签的"),
            "act": Key("text", "vote 发表意见、add 加签、remove 减签、close 结束表决"),
            "seat": Key("text", "加签、减签的人员取自哪个字段"),
            "responsible": Key("text", "责任人的岗位；不写为办理岗位"),
            "receiver": Key("text", "转给哪个单位：填写单位名称的字段"),
            "receipt": Key("flag", "本步是签收：此前首问的人负责，此后由签收的人负责"),
            "public": Key("flag", "任何人可以扫码填报，不登录；只用于登记簿由 system 立件的一步"),
            "side": Key("text", "owner 由转出的一方办、receiver 由接收的一方办；不写则不分"),
            "not_same_person_as": Key("texts", "办过这些步骤的人不得再办本步"),
            "recusal": Key("flag", "近亲属回避"),
            "grants": Key("text", "给付取自哪张表单"),
            "grants_more": Key("flag", "在已给付之外再给付，如二次救助；金额累加，另行发放"),
            "subject": Key("table:workflow.subject", "立件时救助对象取自哪些字段"),
        },
    ),
    "workflow.subject": Node(
        "立件时的救助对象：每项写字段路径；登记簿可以只写有的",
        {
            "person_id": Key("text", "证件号码"),
            "person_name": Key("text", "姓名"),
            "cause": Key("text", "事由"),
            "occurred_on": Key("text", "发生日期"),
            "village": Key("text", "村（社区）"),
            "town": Key("text", "乡镇（街道）；不写则是立件人的单位"),
        },
    ),
    "workflow.guard": Node(
        "一个条件，名称和参数见 domain/workflow/guards.py",
        {
            "name": Key("text", "条件名", required=True),
            "clause": Key("text", "出处条款"),
        },
        others="any",
    ),
    "workflow.sign": Node(
        "一处签名或用印",
        {
            "paper": Key("text", "文书", required=True),
            "place": Key("text", "位置名", required=True),
            "seal": Key("flag", "盖单位印章；不写为个人签名"),
            "named_in": Key(
                "text", "只由这个字段写的人签，如会议召集人；别人办理的，留待本人在纸上签"
            ),
        },
    ),
    "workflow.branch": Node(
        "一个并行分支：到了 state 就开，离开就收",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "state": Key("text", "在主流程的哪个环节进行", required=True),
            "first": Key("text", "分支从自己的哪个环节开始", required=True),
        },
    ),
    "workflow.panel": Node(
        "一个会签：几个人一起决定",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "state": Key("text", "在哪个环节进行", required=True),
            "roles": Key("texts", "参加的岗位", required=True),
            "seats": Key("text", "role 每个岗位一席、person 每人一席；不写为 role"),
            "rule": Key("text", "all 全体同意、any 一人即可、share 达到比例、count 达到人数"),
            "share": Key("text", "rule = share 时的比例，如 2/3；或政策参数编号"),
            "count": Key("integer", "rule = count 时同意的人数"),
            "quorum": Key("text", "法定人数：比例或人数；或政策参数编号；不写为不要求"),
            "of_present": Key("flag", "比例按已表决的人数计；不写为按应到人数计"),
            "ends_on_refusal": Key("flag", "一人不同意即结束"),
            "vote": Key("text", "意见取自哪个字段（agree、disagree、abstain）", required=True),
            "opinion": Key("text", "说明取自哪个字段"),
            "clause": Key("text", "出处条款"),
        },
    ),
    "workflow.meeting": Node(
        "一种会议：决定停在 state 环节的几件，每件走自己的一步",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "state": Key("text", "决定停在哪个环节的事项", required=True),
            "roles": Key("texts", "哪些岗位筹备、记录和签发", required=True),
            "approve": Key("text", "议定同意时走哪一步"),
            "refuse": Key("text", "议定不予救助时走哪一步"),
            "return": Key("text", "议定退回时走哪一步；缓议的留在原环节"),
            "quorum": Key("text", "法定人数：比例或人数；或政策参数编号；不写为未规定"),
            "share": Key("text", "表决通过的比例或人数；或政策参数编号；不写为未规定"),
            "clause": Key("text", "出处条款"),
            "fill": Key("map", "表单字段 = 纪要里的一项，见 meetings.md"),
            "slip": Key("text", "各单位承担事项由哪一步开出转办单；不写则不开"),
            "slip_fill": Key("map", "转办单字段 = 承担事项里的一项，或 =词"),
        },
    ),
    "workflow.right": Node(
        "一条权限：不写权限的，办理的人可填，看得到本件的人可看",
        {
            "form": Key("text", "表单", required=True),
            "field": Key("text", "字段；不写为整张表单"),
            "roles": Key("texts", "对哪些岗位", required=True),
            "states": Key("texts", "在哪些环节；不写为所有环节"),
            "access": Key("text", "write 可填、read 只读、hidden 不可见", required=True),
            "clause": Key("text", "出处条款"),
        },
    ),
    "workflow.table": Node(
        "一张分档表",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "amount": Key("text", "金额取自哪个字段；只按类别分档时不写"),
            "choices": Key("tables:workflow.column", "金额以外的各列"),
            "rows": Key("tables:workflow.row", "各档", required=True),
        },
    ),
    "workflow.column": Node(
        "分档表的一列：一个选择字段和它的全部选项",
        {
            "path": Key("text", "字段", required=True),
            "values": Key("texts", "全部选项", required=True),
        },
    ),
    "workflow.row": Node(
        "一档：大于 over，小于等于 at_most；写金额或政策参数编号，不写为不限",
        {
            "over": Key("text", "下限，不含"),
            "at_most": Key("text", "上限，含"),
            "when": Key("any", "字段 = 选项（或其列表）；不写为不论"),
            "outcome": Key("text", "去往的环节", required=True),
            "clause": Key("text", "出处条款"),
        },
    ),
    "workflow.time_limit": Node(
        "一个办理时限",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "budget": Key(
                "text", "24h 小时、5wd 工作日、3d 日历日；文件没有说写 unset", required=True
            ),
            "due_from": Key("text", "期限由哪个字段（日期或时间）逐件写明；不得晚于 budget"),
            "starts": Key("texts", "从哪些步骤起算", required=True),
            "ends": Key("texts", "到哪些步骤为止", required=True),
            "clause": Key("text", "出处条款"),
            "origin": Key("text", "seed、national 或 product；office 由本单位设定"),
            "remind": Key("texts", "到期前多久提醒责任岗位，如 1wd、4h；不写则不提醒"),
            "on_miss": Key(
                "text",
                "逾期怎么办，有时限就要写：unset 文件没有说，只记录；record 只记录，notify 提醒责任岗位，"
                "escalate 并上报上级岗位；都不代替任何人决定",
            ),
            "escalate_to": Key("text", "逾期上报到哪个岗位；on_miss 为 escalate 时必写"),
            "repeat": Key("text", "逾期后每隔多久再催办一次，如 1wd；不写则不再催办"),
            "suspended_by": Key("texts", "哪些步骤使计时中止（异议、核对等）"),
            "resumed_by": Key("texts", "哪些步骤使计时恢复；中止的时间不计入"),
            "roll_last_day": Key(
                "flag",
                "日历日期限的最后一日逢休息是否顺延到下一工作日；不写为顺延，"
                "这是软件对民法典第二百零三条的读法，文件另有规定的写 false",
            ),
            "grades": Key("tables:workflow.grade", "某类事项另有时限，如按紧急等级分级"),
            "since": Key(
                "text",
                "从所填的哪个时刻起算（字段路径，如知晓时间），不写为起算步骤的时刻；"
                "写了的，起止可以是同一步",
            ),
            "closes": Key("texts", "期满后不得再办的步骤；它们也写在 ends 里"),
        },
    ),
    "workflow.grade": Node(
        "时限的一级：字段等于某值的事项",
        {
            "path": Key("text", "字段", required=True),
            "is": Key("text", "选项", required=True),
            "title": Key("text", "这一级的中文名", required=True),
            "budget": Key(
                "text",
                "这一级的时限，或时限参数的编号；unset 表示仍按本时限的 budget",
                required=True,
            ),
            "clause": Key("text", "出处条款"),
        },
    ),
    "workflow.debt": Node(
        "一个欠项",
        {
            "id": Key("text", "编号", required=True),
            "title": Key("text", "中文名", required=True),
            "clause": Key("text", "出处条款"),
        },
    ),
}
