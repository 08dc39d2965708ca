import { graphql } from 'relay-runtime';

export const units = graphql`
  fragment UnitsPage_units on Query
  @refetchable(queryName: "UnitsPageNextQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 3 }, after: { type: "String" }) {
    units(first: $first, after: $after, search: "phuong") @connection(key: "UnitsPage_units") {
      edges {
        node {
          ...UnitName_unit
        }
      }
    }
  }
`;

export const page = graphql`
  query UnitsPageQuery {
    ...UnitsPage_units
  }
`;
