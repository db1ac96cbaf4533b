import { densenets } from '../../../learning/backbones/densenet.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras(densenets);
