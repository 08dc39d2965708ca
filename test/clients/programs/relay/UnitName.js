import { graphql } from 'relay-runtime';

/** Asked for again by `node`, which takes any global id. */
export const unit = graphql`
  fragment UnitName_unit on Unit @refetchable(queryName: "UnitNameAgainQuery") {
    id
    name
    parent {
      id
      name
    }
  }
`;
