"use strict";
// Gives tables of class "filterable" a search field, a choice for each column whose head is marked
// data-filter, and a count of the rows shown. Without it the tables are simply whole.
document.querySelectorAll("table.filterable").forEach((table, number) => {
  const rows = Array.from(table.tBodies).flatMap((body) => Array.from(body.rows));
  const heads = table.tHead ? Array.from(table.tHead.rows).pop().cells : [];
  if (rows.length < 2) return;
  const text = (node) => node.textContent.replace(/\s+/g, " ").trim();
  const texts = rows.map((row) => text(row).toLowerCase());
  const box = document.createElement("div");
  box.className = "filters";
  box.setAttribute("role", "search");
  box.setAttribute("aria-label", table.caption ? "Filter: " + text(table.caption) : "Filter table " + (number + 1));
  const labelled = (words, control) => {
    const label = document.createElement("label");
    label.append(words, control);
    box.append(label);
    return control;
  };
  const search = labelled("Search in the table", document.createElement("input"));
  search.type = "search";
  const choices = [];
  Array.from(heads).forEach((head, column) => {
    if (!head.hasAttribute("data-filter")) return;
    const select = labelled(text(head), document.createElement("select"));
    const values = rows.map((row) => (row.cells[column] ? text(row.cells[column]) : ""));
    select.add(new Option("all", "*"));
    Array.from(new Set(values)).sort().forEach((value) => select.add(new Option(value || "(empty)", "=" + value)));
    choices.push({ select, values });
  });
  const count = document.createElement("output");
  count.setAttribute("aria-live", "polite");
  box.append(count);
  const update = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    rows.forEach((row, index) => {
      row.hidden =
        !words.every((word) => texts[index].includes(word)) ||
        choices.some(({ select, values }) => select.value !== "*" && select.value !== "=" + values[index]);
      if (!row.hidden) shown += 1;
    });
    count.value = shown + " of " + rows.length + " rows";
  };
  box.addEventListener("input", update);
  update();
  (table.closest("[role=region]") || table).before(box);
});
