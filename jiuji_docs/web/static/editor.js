"use strict";
(() => {
  const form = document.getElementById("document-form");
  if (!form) return;
  const $ = (s, r = document) => r.querySelector(s), $$ = (s, r = document) => [...r.querySelectorAll(s)];
  const say = (id, text) => { const at = document.getElementById(id); if (at && at.textContent !== text) at.textContent = text; };
  $$("[data-scriptless]").forEach(b => { b.hidden = true; });

  // Boxes are found by path: title, or attachments.0.body.
  const box = path => {
    const [name, row, inner] = path.split(".");
    if (inner === undefined) return [...form.elements].find(e => e.name === name && !e.closest(".row")) || $(`fieldset.rows[data-name="${name}"]`, form);
    const line = $$(`fieldset.rows[data-name="${name}"] .row`, form)[Number(row)];
    return line && $(`[name="${inner}"]`, line);
  };

  // Levels: a button puts the next number of its level before the line the cursor is in.
  const D = "一二三四五六七八九十";
  const chinese = n => n < 11 ? D[n - 1] : (n < 20 ? "十" : D[Math.floor(n / 10) - 1] + "十") + (n % 10 ? D[n % 10 - 1] : "");
  const FORMS = [n => chinese(n) + "、", n => "（" + chinese(n) + "）", n => n + ".", n => "（" + n + "）"];
  const ORDINALS = [/^[一二三四五六七八九十]{1,3}、/, /^（[一二三四五六七八九十]{1,3}）/, /^\d{1,2}[.．、](?!\d)\s*/, /^[（(]\d{1,2}[)）]\s*/];
  const levelOf = line => ORDINALS.findIndex(o => o.test(line.trim()));
  const bare = line => ORDINALS.reduce((text, o) => text.replace(o, ""), line.trim());
  const lineAt = area => {
    const from = area.value.lastIndexOf("\n", area.selectionStart - 1) + 1, end = area.value.indexOf("\n", area.selectionStart);
    return [from, end < 0 ? area.value.length : end];
  };
  const put = (area, from, to, text, at) => {
    area.focus(); area.setSelectionRange(from, to);
    // insertText keeps the browser's own undo; setRangeText is for browsers without it.
    if (!document.execCommand("insertText", false, text)) { area.setRangeText(text); area.dispatchEvent(new Event("input", {bubbles: true})); }
    area.setSelectionRange(at, at);
  };
  const setLevel = (area, level) => {
    const [from, to] = lineAt(area), text = bare(area.value.slice(from, to));
    let n = 1;
    for (const line of area.value.slice(0, from).split("\n").reverse()) {
      const found = levelOf(line);
      if (found >= 0 && found < level) break;
      if (found === level) { n = 1 + area.value.slice(0, from).split("\n").reduce((sum, l) => { const f = levelOf(l); return f === level ? sum + 1 : f >= 0 && f < level ? 0 : sum; }, 0); break; }
    }
    const line = (level < 0 ? "" : FORMS[level](n)) + text;
    put(area, from, to, line, from + line.length);
  };
  const insertBlock = (area, lines) => {
    const [, to] = lineAt(area), text = (to ? "\n\n" : "") + lines + "\n\n";
    put(area, to, to, text, to + text.length);
  };
  const TOOLS = [
    ["一、", a => setLevel(a, 0), "一级标题"], ["（一）", a => setLevel(a, 1), "二级标题"], ["1.", a => setLevel(a, 2), "三级标题"],
    ["（1）", a => setLevel(a, 3), "四级标题"], ["正文", a => setLevel(a, -1), "改为自然段"],
    ["表格", a => insertBlock(a, "| 项目 | 数量 |\n|  |  |"), "插入表格"], ["名单", a => insertBlock(a, "【名单】\n组长 | 姓名 | 职务"), "插入名单"],
  ];
  const tools = root => $$("textarea.body", root).forEach(area => {
    if (area.previousElementSibling?.classList.contains("tools")) return;
    const bar = document.createElement("div");
    bar.className = "tools"; bar.setAttribute("role", "toolbar"); bar.setAttribute("aria-label", "层次和插入");
    for (const [title, act, hint] of TOOLS) {
      const button = document.createElement("button");
      button.type = "button"; button.className = "quiet small"; button.textContent = title; button.title = hint;
      button.setAttribute("aria-label", hint);
      button.addEventListener("click", () => act(area));
      bar.append(button);
    }
    area.before(bar);
  });
  tools(form);

  // Units of the directory go into 主送 or 抄送, each once.
  form.addEventListener("click", event => {
    const button = event.target.closest("[data-put]");
    if (button) {
      const into = box(button.dataset.put);
      if (!into) return;
      const there = into.value.split(/[、，；]/).map(s => s.trim());
      if (!there.includes(button.dataset.unit)) into.value += (into.value.trim() ? "，" : "") + button.dataset.unit;
      changed();
    }
    if (event.target.closest("[data-add],[data-remove]")) setTimeout(() => { tools(form); changed(); });
  });

  // A changed kind changes the boxes: the server lays the page out anew, with everything typed.
  form.addEventListener("change", event => {
    if (event.target.name === "kind") { leave = true; form.requestSubmit($("[data-scriptless]", form)); }
  });

  // Two seconds after the last change the draft is kept; half a second after it the pages are printed anew.
  let saveTimer = 0, showTimer = 0, dirty = false, leave = false, stale = false, saving = null, asked = 0, pending = null;
  const body = () => new URLSearchParams(new FormData(form));
  const post = (address, signal) => fetch(address, {method: "POST", body: body(), signal, headers: {"X-CSRF-Token": form.csrf_token.value}});
  function changed() {
    dirty = true;
    clearTimeout(saveTimer); clearTimeout(showTimer);
    saveTimer = setTimeout(save, 2000); showTimer = setTimeout(show, 500);
  }
  form.addEventListener("input", event => {
    if (event.target === box("title")) $("h1").textContent = "拟稿：" + event.target.value.replace(/\s/g, "");
    changed();
  });
  form.addEventListener("submit", () => { leave = true; clearTimeout(saveTimer); clearTimeout(showTimer); });
  addEventListener("beforeunload", event => { if (dirty && !leave) event.preventDefault(); });

  async function save() {
    if (leave) return;
    if (saving) { saveTimer = setTimeout(save, 500); return; }
    const mark = dirty; dirty = false;
    saving = post(form.dataset.save);
    try {
      const answer = await saving;
      if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
        const told = await answer.json();
        if (told.saved) { $$("[name=version]").forEach(e => { e.value = told.version; }); say("version-shown", String(told.version)); stale = false; }
        else dirty = dirty || !told.kept;
        say("saved", told.saved ? "已保存 " + new Date().toLocaleTimeString("zh-CN") : told.message);
        $("#saved").classList.toggle("late", !told.saved);
      } else { dirty = mark; say("saved", "未能保存，请勿关闭本页：登录可能已过期，或没有修改权限"); $("#saved").classList.add("late"); }
    } catch { dirty = true; say("saved", "网络中断，尚未保存"); $("#saved").classList.add("late"); saveTimer = setTimeout(save, 5000); }
    saving = null;
  }

  async function show() {
    pending?.abort(); pending = new AbortController();
    const turn = ++asked;
    say("preview-state", "正在排版……");
    try {
      const answer = await post(form.dataset.preview, pending.signal);
      if (turn !== asked) return;
      if (!answer.ok) { say("preview-state", "预览暂不可用"); return; }
      draw(await answer.json());
    } catch (error) { if (error.name !== "AbortError") say("preview-state", "网络中断，预览未更新"); }
  }

  function draw(told) {
    say("preview-state", told.state);
    const list = $("#findings"); list.replaceChildren();
    for (const one of told.findings) {
      const item = document.createElement("li"), small = document.createElement("small");
      item.className = one.severity;
      const target = one.path && box(one.path);
      const go = document.createElement(target ? "button" : "span");
      if (target) { go.type = "button"; go.className = "link"; go.addEventListener("click", () => jump(one)); }
      go.textContent = one.place || "全文";
      small.className = "hint"; small.textContent = (one.basis ? "　" + one.basis : "") + (one.page ? "　第 " + one.page + " 页" : "");
      item.append(go, "　" + one.message, small);
      list.append(item);
    }
    if (!told.pages) return;
    const pages = $("#pages"), address = form.dataset.preview + "/" + told.key + "/";
    const images = $$("img", pages);
    for (let n = 1; n <= told.pages; n++) {
      const image = images[n - 1] || document.createElement("img");
      image.id = "page-" + n; image.alt = "第 " + n + " 页"; image.width = 860; image.height = 1216;
      const source = address + n + ".png";
      if (image.getAttribute("src") !== source) image.src = source;
      if (!images[n - 1]) pages.append(image);
    }
    images.slice(told.pages).forEach(i => i.remove());
  }

  function jump(one) {
    const at = box(one.path), page = one.page && document.getElementById("page-" + one.page);
    if (page) $("#pages").scrollTop = page.offsetTop - $("#pages").offsetTop;
    at.focus(); at.scrollIntoView({block: "center"});
    if (at.tagName !== "TEXTAREA" || !one.line) return;
    const lines = at.value.split("\n"), from = lines.slice(0, one.line - 1).join("\n").length + (one.line > 1 ? 1 : 0);
    at.setSelectionRange(from, from + (lines[one.line - 1] || "").length);
    at.scrollTop = at.scrollHeight * (one.line - 2) / Math.max(lines.length, 1);
  }
  show();
})();
