import { NotFound } from '../features/shell/NotFound.tsx';

export default function NotFoundRoute() {
  return <NotFound />;
}
