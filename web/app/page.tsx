import { Welcome } from '../features/welcome/Welcome.tsx';

export default function WelcomeRoute() {
  return <Welcome />;
}
