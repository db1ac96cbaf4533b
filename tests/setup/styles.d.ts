/** Style sheets of components that a test imports; Next.js declares them for the site. */
declare module '*.module.css' {
  const classes: Record<string, string>;
  export default classes;
}
