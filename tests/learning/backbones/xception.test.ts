import { xception } from '../../../learning/backbones/xception.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras({ Xception: xception });
