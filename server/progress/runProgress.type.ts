import { Field, ObjectType } from 'type-graphql';
import { Epoch } from '../epochs/epoch.type.ts';
import { Run } from '../runs/run.type.ts';

@ObjectType({ description: 'A run as it is now.' })
export class RunProgress {
  @Field(() => Run) run!: Run;
  @Field(() => Epoch, {
    nullable: true,
    description: 'The last of epochs; null where there are none.',
    deprecationReason: 'Use epochs: a message may have several.',
  })
  epoch!: Epoch | null;
  @Field(() => [Epoch], {
    description: 'Those that ended since the last message, in order; the first message has none.',
  })
  epochs!: Epoch[];
}
