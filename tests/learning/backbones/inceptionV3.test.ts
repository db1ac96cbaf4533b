import { inceptionV3 } from '../../../learning/backbones/inceptionV3.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras({ InceptionV3: inceptionV3 });
