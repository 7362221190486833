// Shows HTML that the kernel made of escaped pieces, and tells the kernel what is chosen in it.
function render({ model, el }) {
  const root = document.createElement("div");
  root.className = "accordingto-live";
  const tip = document.createElement("p");
  tip.className = "tip";
  tip.setAttribute("role", "status");
  el.append(root, tip);

  const stops = () => [...root.querySelectorAll("[data-rows][tabindex]")];
  const rowsOf = (node) => node.dataset.rows.split(" ");
  const tell = (event, value) => model.send({ event, value });
  const place = (node) => node?.closest?.("[data-rows]");

  function showTip(node) {
    const tips = model.get("tips");
    tip.textContent = node ? rowsOf(node).map((id) => tips[id]).filter(Boolean).join("  |  ") : "";
  }

  function aim() {
    const id = model.get("chosen");
    const own = [];
    for (const node of root.querySelectorAll("[data-rows]")) {
      const hit = id !== "" && rowsOf(node).includes(id);
      node.classList.toggle("chosen", hit);
      if (node.tagName === "TR") node.setAttribute("aria-selected", String(hit));
      if (hit) own.push(node);
    }
    const first = own.find((node) => rowsOf(node)[0] === id) ?? own[0];
    if (!first) return;
    rove(own.find((node) => node.hasAttribute("tabindex")) ?? null);
    const box = first.closest(".scrolls");
    if (box) {
      const a = first.getBoundingClientRect(), b = box.getBoundingClientRect();
      if (a.top < b.top || a.bottom > b.bottom) box.scrollTop += a.top - b.top - b.height / 3;
    }
    showTip(first.tagName === "TR" ? null : first);
  }

  // One stop for Tab; the arrow keys go on from there.
  function rove(node) {
    if (!node) return;
    for (const other of root.querySelectorAll('[data-rows][tabindex="0"]')) other.tabIndex = -1;
    node.tabIndex = 0;
  }

  function draw() {
    const before = document.activeElement;
    const had = root.contains(before) ? before.dataset.do ?? before.dataset.rows ?? "" : null;
    root.innerHTML = model.get("html");
    rove(stops()[0]);
    aim();
    if (had) {
      const same = [...root.querySelectorAll("[data-do],[data-rows][tabindex]")];
      same.find((node) => (node.dataset.do ?? node.dataset.rows) === had)?.focus({ preventScroll: true });
    }
  }

  const letters = (text) => Array.from(text).length;
  function words() {
    const text = root.querySelector(".article-text");
    const selection = root.getRootNode().getSelection?.() ?? document.getSelection();
    if (!text || !selection || selection.isCollapsed || !selection.rangeCount) return false;
    const range = selection.getRangeAt(0);
    if (!text.contains(range.startContainer) || !text.contains(range.endContainer)) return false;
    const before = document.createRange();
    before.setStart(text, 0);
    before.setEnd(range.startContainer, range.startOffset);
    const start = letters(before.toString());
    tell("words", [start, start + letters(range.toString())]);
    return true;
  }

  root.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) return tell("do", button.dataset.do);
    const node = place(event.target);
    if (words()) return;
    if (node) {
      rove(node.hasAttribute("tabindex") ? node : null);
      tell("row", rowsOf(node)[0]);
    }
  });
  root.addEventListener("mouseover", (event) => showTip(place(event.target)));
  root.addEventListener("focusin", (event) => showTip(place(event.target)));
  root.addEventListener("keydown", (event) => {
    // JupyterLab's own shortcuts (Enter edits the cell, arrows leave it) stay out of it.
    const node = place(event.target);
    if (!node) return;
    const all = stops(), at = all.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const to = event.key === "Home" ? 0 : event.key === "End" ? all.length - 1 : step === undefined ? -1 : at + step;
    if (event.key === "Enter" || event.key === " ") tell("row", rowsOf(node)[0]);
    else if (all[to]) {
      rove(all[to]);
      all[to].focus();
    } else if (step === undefined) return;
    event.preventDefault();
    event.stopPropagation();
  });
  model.on("change:html", draw);
  model.on("change:chosen", aim);
  draw();
}
export default { render };
