"use strict";
// Search and sorting. Without script the page shows everything, in the order of the file.
(() => {
  const tools = document.querySelector(".tools");
  const search = document.getElementById("search");
  const order = document.getElementById("order");
  const found = document.getElementById("found");
  const cards = [...document.querySelectorAll(".cards > figure")];
  const symbols = new Set(cards.map((card) => card.dataset.symbol));
  const tables = [...document.querySelectorAll("table[data-sortable]")];
  const nameOf = (row) => row.cells[0].textContent;
  const rows = tables.flatMap((table) => [...table.tBodies[0].rows]);
  for (const row of document.querySelector("table[data-sortable]").tBodies[0].rows) {
    symbols.add(nameOf(row));
  }
  const ofSymbol = rows.filter((row) => symbols.has(nameOf(row)));
  const collator = new Intl.Collator("en", { numeric: true });

  // A cell's first number; a date, or a word, is no number.
  const number = (text) => {
    const match = /^-?[\d,]*\.?\d+(?=$|\s)/.exec(text.trim());
    return match ? Number(match[0].replaceAll(",", "")) : null;
  };
  const compare = (one, other) => {
    const [left, right] = [number(one), number(other)];
    if (left !== null && right !== null) return left - right;
    if ((left === null) !== (right === null)) return left === null ? 1 : -1;
    return collator.compare(one, other);
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
        const sorted = [...body.rows].sort((a, b) => compare(text(a), text(b)));
        body.append(...(down ? sorted.reverse() : sorted));
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
