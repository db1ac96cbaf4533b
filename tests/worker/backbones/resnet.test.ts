import { resnets } from '../../../worker/backbones/resnet.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras(resnets);
