import { resnetV2s } from '../../../learning/backbones/resnetV2.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras(resnetV2s);
