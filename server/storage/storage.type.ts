import { Field, Float, ObjectType } from 'type-graphql';

@ObjectType({ description: 'The disk that files take: images of datasets, open imports, pictures, published weights.' })
export class Storage {
  @Field(() => Float, { description: 'Bytes that they take.' }) usedBytes!: number;
  @Field(() => Float, { description: 'Bytes that they may take. An upload beyond it is refused with STORAGE_FULL.' })
  limitBytes!: number;
}
