(function () {
  "use strict";
  var bar = document.querySelector(".steps");
  if (!bar) { return; }
  var at = bar.querySelector("output");
  var only = document.querySelectorAll("[data-change]");
  var now = -1;
  function visible(row) { return row.getClientRects().length > 0; }
  function go(step) {
    var next = now;
    do { next += step; } while (only[next] && !visible(only[next]));
    if (!only[next]) { return; }
    now = next;
    if (location.hash === "#" + only[now].id) { only[now].scrollIntoView(); }
    location.hash = only[now].id;
  }
  function follow() {
    for (var i = 0; i < only.length; i += 1) {
      if ("#" + only[i].id === location.hash) { now = i; }
    }
    at.textContent = (now < 0 ? "–" : now + 1) + " / " + only.length;
  }
  bar.hidden = only.length === 0;
  bar.addEventListener("click", function (event) {
    var button = event.target.closest("button");
    if (button) { go(Number(button.value)); }
  });
  window.addEventListener("hashchange", follow);
  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    if (event.key === "n") { go(1); }
    if (event.key === "p") { go(-1); }
  });
  follow();
}());
