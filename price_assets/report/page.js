"use strict";
// Search and sorting. Without script the page shows everything, in the order of the file.
(() => {
  const tools = document.querySelector(".tools");
  const search = document.getElementById("search");
  const order = document.getElementById("order");
  const found = document.getElementById("found");
  const cards = [...document.querySelectorAll(".cards > figure")];
  const tables = [...document.querySelectorAll("table[data-sortable]")];
  const nameOf = (row) => row.cells[0].textContent;
  const ofSymbol = tables
    .filter((table) => "symbols" in table.dataset)
    .flatMap((table) => [...table.tBodies[0].rows]);
  const symbols = new Set([...ofSymbol.map(nameOf), ...cards.map((card) => card.dataset.symbol)]);
  const collator = new Intl.Collator("en", { numeric: true });

  // A cell's first number; a date, or a word, is no number.
  const number = (text) => {
    const match = /^<?(-?[\d,]*\.?\d+)(?=$|\s)/.exec(text.trim());
    return match ? Number(match[1].replaceAll(",", "")) : null;
  };
  // Numbers by size, then words; what is not known stands last, whichever way round.
  const rank = (text) => (text === "-" ? 2 : number(text) === null ? 1 : 0);
  const compare = (one, other, down) => {
    const [left, right] = [rank(one), rank(other)];
    if (left !== right && (left === 2 || right === 2)) return left - right;
    const order =
      left !== right ? left - right
      : left === 0 ? number(one) - number(other)
      : collator.compare(one, other);
    return down ? -order : order;
  };

  for (const table of tables) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const down = head.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        const body = table.tBodies[0];
        const text = (row) => row.cells[column].textContent;
        // The first column holds names, even where one is a number.
        const by = column ? compare : (a, b) => (down ? -1 : 1) * collator.compare(a, b);
        body.append(...[...body.rows].sort((a, b) => by(text(a), text(b), down)));
      });
    });
  }

  const filter = () => {
    const wanted = search.value.trim().toLocaleLowerCase();
    const matches = (name) => name.toLocaleLowerCase().includes(wanted);
    for (const row of ofSymbol) row.hidden = !matches(nameOf(row));
    for (const card of cards) card.hidden = !matches(card.dataset.symbol);
    const count = [...symbols].filter(matches).length;
    found.textContent = wanted ? `${count} of ${symbols.size} symbols` : `${symbols.size} symbols`;
  };
  const largestFirst = (key) => (a, b) =>
    (b.dataset[key] === "" ? -Infinity : Number(b.dataset[key])) -
    (a.dataset[key] === "" ? -Infinity : Number(a.dataset[key])) || 0;
  const orders = {
    place: (a, b) => Number(a.dataset.place) - Number(b.dataset.place),
    symbol: (a, b) => collator.compare(a.dataset.symbol, b.dataset.symbol),
    skill: largestFirst("skill"),
    rise: largestFirst("rise"),
  };
  const arrange = () => {
    const sorted = [...cards].sort((a, b) => orders[order.value](a, b) || orders.place(a, b));
    document.querySelector(".cards").append(...sorted);
  };

  search.addEventListener("input", filter);
  order.addEventListener("change", arrange);
  tools.addEventListener("submit", (event) => event.preventDefault());
  tools.hidden = false;
  filter();
})();
