// An extra: the columns of a table sort by a click or by the keyboard. Without it the page says all the same.
for (const table of document.querySelectorAll("table.sortable")) {
  const body = table.tBodies[0];
  table.querySelectorAll("thead tr:last-child th").forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      table.querySelectorAll("thead th").forEach((other) => other.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const key = (row) => row.cells[column].dataset.sort ?? row.cells[column].textContent.trim();
      const rows = Array.from(body.rows).sort((a, b) => key(a).localeCompare(key(b), "en-GB", { numeric: true }));
      body.append(...(down ? rows.reverse() : rows));
    });
  });
}
