import { Field, ID, InterfaceType } from 'type-graphql';
import { typeOfId } from '../id.ts';

@InterfaceType('Node', {
  description: 'Mọi đối tượng có mã định danh toàn cục · Anything with a global id',
  resolveType: ({ id }: { readonly id: string }) => typeOfId(id) ?? undefined,
})
export abstract class NodeType {
  @Field(() => ID, { description: 'Mã định danh toàn cục · Global id' })
  id!: string;
}
