import { densenets } from '../../../worker/backbones/densenet.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras(densenets);
