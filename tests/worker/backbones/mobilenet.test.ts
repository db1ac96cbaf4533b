import { mobilenet } from '../../../worker/backbones/mobilenet.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras({ MobileNet: mobilenet });
