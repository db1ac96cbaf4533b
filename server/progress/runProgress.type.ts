import { Field, ObjectType } from 'type-graphql';
import { Epoch } from '../epochs/epoch.type.ts';
import { Run } from '../runs/run.type.ts';

@ObjectType({ description: 'A run as it is now.' })
export class RunProgress {
  @Field(() => Run) run!: Run;
  @Field(() => Epoch, { nullable: true, description: 'Which epoch was finished, when one was.' }) epoch!: Epoch | null;
}
