/** Where the choice of light or dark is kept in the browser; absent means as the system does. */
export const THEME_KEY = 'accordent-theme';
