// Sets theme and language before the first paint, so that nothing flashes. Kept apart from the bundle: no inline script is allowed.
(function () {
  var root = document.documentElement;
  function stored() {
    try {
      return JSON.parse(localStorage.getItem('gx.settings') || '{}');
    } catch {
      return {};
    }
  }
  var settings = stored();
  var dark =
    settings.theme === 'dark' || (settings.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.classList.toggle('dark', dark);
  root.lang = settings.language || (navigator.language.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en');
})();
