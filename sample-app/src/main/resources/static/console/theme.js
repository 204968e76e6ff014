// Not a module, so that the page never shows the wrong theme first.
(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const chosen = localStorage.getItem('theme');
  if (chosen === 'dark' || chosen === 'light') {
    root.dataset.theme = chosen;
  }
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);

  function show() {
    document.getElementById('theme').textContent = isDark() ? 'Light theme' : 'Dark theme';
    document.dispatchEvent(new Event('themechange'));
  }

  system.addEventListener('change', show);
  document.addEventListener('DOMContentLoaded', () => {
    show();
    document.getElementById('theme').addEventListener('click', () => {
      root.dataset.theme = isDark() ? 'light' : 'dark';
      localStorage.setItem('theme', root.dataset.theme);
      show();
    });
  });
})();
