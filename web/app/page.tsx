import { FrontFigure } from '../components/figures/FrontFigure.tsx';
import { frontData } from '../components/lessons/figureData.ts';
import { Welcome } from '../components/site/Welcome.tsx';

export default function WelcomeRoute() {
  return <Welcome figure={<FrontFigure {...frontData()} />} />;
}
