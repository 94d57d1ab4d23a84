// A fragment of HTML that marks what is chosen, and says what in it was picked.

// Bring a part into sight by moving the nearest box that scrolls, never the page.
function reveal(part, board) {
  if (!part || board.scrollHeight <= board.clientHeight) return;
  const [inner, outer] = [part.getBoundingClientRect(), board.getBoundingClientRect()];
  if (inner.top < outer.top || inner.bottom > outer.bottom)
    board.scrollTop += inner.top - outer.top - outer.height / 4;
}

// JupyterLab takes arrow keys for itself, unless what has the focus says that they are its own.
function keep(event) {
  event.target.setAttribute("data-lm-suppress-shortcuts", "true");
}

function render({ model, el }) {
  el.classList.add("ml-board");
  let pending = false; // what is not displayed cannot be scrolled
  let seen = false;
  const mark = () => {
    pending = el.clientHeight === 0;
    el.querySelectorAll(".ml-chosen").forEach((part) => part.classList.remove("ml-chosen"));
    const chosen = model.get("chosen");
    const parts = chosen ? [...el.querySelectorAll(chosen)] : [];
    parts.forEach((part) => part.classList.add("ml-chosen"));
    reveal(parts.find((part) => part.matches("mark")) ?? parts[0], el);
  };
  const draw = () => {
    el.innerHTML = model.get("html");
    el.tabIndex = model.get("scrolls") ? 0 : -1;
    el.scrollTop = 0;
    mark();
  };
  const pick = (event) => {
    const part = event.target.closest("[data-at]");
    if (!part) return;
    const name = part.getAttribute("aria-label") ?? part.querySelector(".ml-spoken")?.textContent;
    model.send({ picked: part.dataset.at, name: name ?? "" });
  };
  const press = (event) => {
    // a button answers these keys by itself; a mark of a chart does not
    if ((event.key === "Enter" || event.key === " ") && event.target.matches("g[data-at]")) {
      event.preventDefault();
      pick(event);
    }
  };
  const sight = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    if (pending) mark();
    if (!seen) model.send({ seen: true });
    seen = true;
  });
  model.on("change:html", draw);
  model.on("change:chosen", mark);
  el.addEventListener("click", pick);
  el.addEventListener("keydown", press);
  sight.observe(el);
  draw();
  requestAnimationFrame(() => el.closest(".ml-explorer")?.addEventListener("focusin", keep));
  return () => {
    sight.disconnect();
    model.off("change:html", draw);
    model.off("change:chosen", mark);
  };
}

export default { render };
