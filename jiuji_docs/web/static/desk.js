"use strict";
(() => {
  const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
  // Rows: add from the prototype, remove, renumber ids so that labels stay bound.
  let count = 0;
  const bind = root => $$("[data-remove]", root).forEach(b => { b.hidden = false; });
  const number = set => $$(".row", set).forEach((row, i) => {
    row.setAttribute("aria-label", set.dataset.title + " 第 " + (i + 1) + " 行");
  });
  bind(document);
  document.addEventListener("click", event => {
    const add = event.target.closest("[data-add]");
    if (add) {
      event.preventDefault();
      const set = add.closest("fieldset.rows"), proto = $("template.row-prototype", set);
      const row = proto.content.firstElementChild.cloneNode(true), mark = "-n" + (++count);
      $$("[id]", row).forEach(e => { e.id += mark; });
      $$("[for]", row).forEach(e => { e.htmlFor += mark; });
      $$("[aria-describedby]", row).forEach(e => {
        e.setAttribute("aria-describedby", e.getAttribute("aria-describedby").replace(/\S+/g, id => id + mark));
      });
      $(".row-list", set).append(row);
      number(set);
      bind(row);
      offer(row);
      $("input:not([type=hidden]),select,textarea", row)?.focus();
      changed();
    }
    const remove = event.target.closest("[data-remove]");
    if (remove) {
      const set = remove.closest("fieldset.rows");
      remove.closest(".row").remove();
      number(set);
      $("[data-add]", set).focus();
      changed();
    }
  });
  // Money in capitals while typing (大写).
  const D = "零壹贰叁肆伍陆柒捌玖", U = ["", "拾", "佰", "仟"], S = ["", "万", "亿"];
  const section = n => {
    let out = "", gap = false;
    for (let i = 3; i >= 0; i--) {
      const d = Math.floor(n / 10 ** i) % 10;
      if (d) { out += (gap && out ? "零" : "") + D[d] + U[i]; gap = false; } else gap = true;
    }
    return out;
  };
  const capitals = text => {
    const m = /^(\d{1,10})(?:\.(\d{1,2}))?$/.exec(text.trim().replace(/,/g, ""));
    if (!m) return "";
    let yuan = Number(m[1]), out = "", gap = false;
    const jiao = Number((m[2] || "0")[0]), fen = Number((m[2] || "00").padEnd(2, "0")[1]);
    for (let i = 2; i >= 0; i--) {
      const s = Math.floor(yuan / 10000 ** i) % 10000;
      if (!s) { gap = gap || !!out; continue; }
      if (out && (gap || s < 1000)) out += "零";
      out += section(s) + S[i]; gap = false;
    }
    out = out ? out + "元" : "";
    if (!jiao && !fen) return (out || "零元") + "整";
    return out + (jiao ? D[jiao] + "角" : out ? "零" : "") + (fen ? D[fen] + "分" : "整");
  };
  // A day or moment is one press away: 今天, 现在 (Beijing time), by mouse or keyboard.
  const beijing = kind => new Date(Date.now() + 8 * 3600e3).toISOString().slice(0, kind === "date" ? 10 : 16).replace("T", " ");
  const offer = root => $$("input[data-now]", root).forEach(box => {
    const press = document.createElement("button"), line = document.createElement("div"), kind = box.dataset.now;
    press.type = "button"; press.className = "quiet now-is"; press.textContent = kind === "date" ? "今天" : "现在";
    press.setAttribute("aria-label", (box.labels[0]?.firstChild?.textContent.trim() || "") + "填" + press.textContent);
    press.addEventListener("click", () => {
      box.value = beijing(kind);
      box.dispatchEvent(new Event("input", {bubbles: true}));
      box.focus();
    });
    line.className = "with-now"; box.before(line); line.append(box, press);
  });
  document.addEventListener("input", event => {
    const box = event.target;
    if (box.dataset && box.dataset.capitals) {
      let note = box.nextElementSibling;
      if (!note || !note.classList.contains("capitals")) {
        note = document.createElement("p"); note.className = "capitals"; note.setAttribute("aria-live", "polite"); box.after(note);
      }
      note.textContent = capitals(box.value);
    }
    changed();
  });
  offer(document);
  // Wide plain tables are cards on a phone: each cell says what its column is called.
  $$("main .scroll > table").forEach(table => {
    const heads = $$("thead th", table).map(head => head.textContent);
    const rows = $$("tbody tr", table);
    if (heads.length < 5 || !rows.length || $("tbody th, [colspan], [rowspan]", table)) return;
    rows.forEach(row => [...row.cells].forEach((cell, i) => { cell.dataset.head ??= heads[i] || ""; }));
    table.classList.add("cards");
  });
  // What another box decides is shown when it is asked for; what holds a word or a complaint always stays.
  const said = field => $$("input,select,textarea", field).flatMap(box =>
    box.type === "checkbox" ? (box.checked ? [box.value] : box.value === "true" ? ["false"] : []) : box.value.trim() ? [box.value.trim()] : []);
  const unfold = () => $$(".field[data-when]").forEach(field => {
    const [name, values] = field.dataset.when.split("="), group = field.closest("fieldset.form");
    const other = group && $$(".field", group).find(one => one.dataset.name === name);
    if (!other) return;
    const asked = said(other).some(value => values.split(" ").includes(value));
    field.hidden = !asked && !said(field).some(value => value !== "false") && !$("[aria-invalid],.error", field);
  });
  unfold();
  document.addEventListener("change", unfold);
  // Autosave: two seconds after the last change, to the server; nothing is kept in the browser.
  const form = $("form[data-draft]"), status = $("#draft");
  let timer = 0, sent = false, cut = false;
  function changed() {
    if (!form || sent) return;
    clearTimeout(timer); timer = setTimeout(save, 2000);
  }
  async function save() {
    const body = new URLSearchParams(new FormData(form));
    try {
      const answer = await fetch(form.dataset.draft, {method: "POST", body, headers: {"X-CSRF-Token": form.csrf_token.value}});
      if (status) status.textContent = answer.ok ? "草稿已保存 " + new Date().toLocaleTimeString("zh-CN")
        : answer.status === 401 ? "登录已过期，草稿未保存；提交时重新登录即可，所填内容不会丢失" : "草稿未保存，请尽快提交";
      cut = false;
    } catch {
      cut = true;
      if (status) status.textContent = "网络中断，草稿未保存；请不要关闭本页";
    }
  }
  form?.addEventListener("submit", async event => {
    clearTimeout(timer);
    if (!cut) { sent = true; return; }
    // The line was cut: a page sent into nothing would be lost, so it is only sent when somebody answers again.
    event.preventDefault();
    await save();
    if (!cut) form.requestSubmit(event.submitter);
    else if (status) status.textContent = "网络仍未恢复，没有提交；内容都在本页，稍候再按一次即可";
  });
  // A page that came back with complaints is a page like any other: reloading it or coming back asks for nothing twice.
  if (form && $("#problem,#tried")) { history.replaceState(null, "", location.href); save(); }
  // Back from the next page, the form may be changed and kept again.
  addEventListener("pageshow", event => { if (event.persisted) sent = false; });
  // Papers in the press: look once a second and show them when they are there; nothing else of the page moves.
  let looks = 0;
  async function look() {
    const old = $("#papers[data-printing]");
    if (!old || ++looks > 180) return;
    try {
      const text = await (await fetch(location.pathname)).text();
      const now = $("#papers", new DOMParser().parseFromString(text, "text/html"));
      if (now && now.textContent !== old.textContent) old.replaceWith(document.adoptNode(now));
    } catch { /* asked again */ }
    setTimeout(look, looks < 10 ? 1000 : 3000);
  }
  if ($("#papers[data-printing]")) setTimeout(look, 700);
  // After a login that had expired, go on at once with what was typed.
  $("form[data-resume]")?.requestSubmit();
})();
