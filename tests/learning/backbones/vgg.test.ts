import { vggs } from '../../../learning/backbones/vgg.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras(vggs);
