import { resnets } from '../../../learning/backbones/resnet.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras(resnets);
