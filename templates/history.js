(function () {
  "use strict";
  var text = document.querySelector(".text");
  var now = null;
  function place(from) {
    var tip = from.querySelector(".tip");
    if (!tip) { return; }
    var lines = from.getClientRects();
    if (!lines.length) { return; }
    tip.classList.add("placed");
    tip.style.display = "block";
    var first = lines[0], last = lines[lines.length - 1];
    var width = tip.offsetWidth, height = tip.offsetHeight, gap = 8;
    var below = last.bottom + gap + height < window.innerHeight;
    var top = below ? last.bottom + gap : first.top - gap - height;
    var near = below ? last : first;
    var left = getComputedStyle(text).direction === "rtl" ? near.right - width : near.left;
    tip.style.top = Math.max(gap, Math.min(top, window.innerHeight - height - gap)) + "px";
    tip.style.left = Math.max(gap, Math.min(left, window.innerWidth - width - gap)) + "px";
    tip.style.display = "";
  }
  function told(event) {
    var from = event.target.closest && event.target.closest(".from");
    if (!from) { return; }
    now = from;
    document.body.classList.remove("quiet-tips");
    place(from);
  }
  text.addEventListener("mouseover", told);
  text.addEventListener("focusin", told);
  window.addEventListener("scroll", function () { if (now) { place(now); } }, { passive: true });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") { document.body.classList.add("quiet-tips"); }
  });
}());
