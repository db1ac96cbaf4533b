import { xception } from '../../../worker/backbones/xception.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras({ Xception: xception });
