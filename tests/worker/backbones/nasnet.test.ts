import { nasnetMobile } from '../../../worker/backbones/nasnet.ts';
import { describeAgainstKeras } from './keras.ts';

describeAgainstKeras({ NASNetMobile: nasnetMobile });
