import { mobilenetV2 } from '../../../learning/backbones/mobilenetV2.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras({ MobileNetV2: mobilenetV2 });
