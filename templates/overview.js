(function () {
  "use strict";
  var body = document.querySelector("tbody");
  var rows = Array.prototype.slice.call(body.rows);
  var heads = document.querySelectorAll("th[data-sort]");
  var tools = document.querySelector(".tools");
  var shown = tools.querySelector("output");
  var none = document.querySelector(".none");
  var compare = new Intl.Collator(undefined, { numeric: true }).compare;
  var texts = rows.map(function (row) { return row.cells[1].textContent.toLowerCase(); });

  function value(row, column) {
    var cell = row.cells[column];
    return cell.dataset.value === undefined ? cell.textContent : cell.dataset.value;
  }
  function sort(head) {
    var down = head.getAttribute("aria-sort") === (head.dataset.sort === "number" ? "descending" : "ascending");
    var sign = (head.dataset.sort === "number") === down ? 1 : -1;
    var keyed = rows.map(function (row, at) { return { row: row, at: at, key: value(row, head.cellIndex) }; });
    heads.forEach(function (other) { other.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", sign > 0 ? "ascending" : "descending");
    keyed.sort(function (one, two) {
      if (!one.key !== !two.key) { return one.key ? -1 : 1; }
      return sign * compare(one.key, two.key) || one.at - two.at;
    });
    keyed.forEach(function (item) { body.appendChild(item.row); });
  }
  function pick() {
    var find = tools.elements.find.value.trim().toLowerCase();
    var status = tools.elements.status.value;
    var language = tools.elements.language.value;
    var count = 0;
    rows.forEach(function (row, at) {
      var kind = !status || (status === "doubtful" ? "doubtful" in row.dataset : row.dataset.status === status);
      row.hidden = !(kind && (!language || row.dataset.language === language) && texts[at].indexOf(find) >= 0);
      count += row.hidden ? 0 : 1;
    });
    shown.textContent = count + " / " + rows.length;
    none.hidden = count > 0;
  }
  heads.forEach(function (head) {
    var button = document.createElement("button");
    button.type = "button";
    while (head.firstChild) { button.appendChild(head.firstChild); }
    head.appendChild(button);
    button.addEventListener("click", function () { sort(head); });
  });
  tools.hidden = false;
  tools.addEventListener("input", pick);
  tools.addEventListener("submit", function (event) { event.preventDefault(); });
  pick();
}());
