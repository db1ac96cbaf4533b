import { mobilenet } from '../../../learning/backbones/mobilenet.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras({ MobileNet: mobilenet });
