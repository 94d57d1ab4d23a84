// A fact is a body of two rows: its columns, and the sentence behind them.
const items = table => [...(table.matches(".facts") ? table.tBodies : table.tBodies[0].rows)];
document.addEventListener("click", event => {
  const button = event.target.closest("th button");
  if (!button) return;
  const head = button.parentNode, table = head.closest("table");
  const sign = head.getAttribute("aria-sort") == "ascending" ? -1 : 1;
  const key = item => {
    const cell = (item.rows?.[0] ?? item).cells[head.cellIndex];
    return cell.querySelector("data")?.value ?? cell.textContent.trim();
  };
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
  for (const item of items(table).sort((one, two) => {
    const [a, b] = [key(one), key(two)];
    return a && b ? sign * (a - b || a.localeCompare(b)) : !a - !b;
  })) item.parentNode.append(item);
});
document.addEventListener("input", ({target}) => {
  if (!target.matches("[type=search]")) return;
  const section = target.closest("section"), all = items(section.querySelector("table"));
  for (const item of all) item.hidden = !item.textContent.toLowerCase().includes(target.value.toLowerCase());
  section.querySelector("output").value = `${all.filter(item => !item.hidden).length} of ${all.length} rows`;
});
