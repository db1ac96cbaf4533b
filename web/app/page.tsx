import { Welcome } from '../components/site/Welcome.tsx';

export default function WelcomeRoute() {
  return <Welcome />;
}
