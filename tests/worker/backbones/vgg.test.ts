import { vggs } from '../../../worker/backbones/vgg.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras(vggs);
