import { inceptionResnetV2 } from '../../../learning/backbones/inceptionResnetV2.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras({ InceptionResNetV2: inceptionResnetV2 });
