import { nasnetMobile } from '../../../learning/backbones/nasnet.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras({ NASNetMobile: nasnetMobile });
