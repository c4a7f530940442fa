"""What is generated from the messages: TypeScript types, the AsyncAPI document and the tables of PROTOCOL.md."""
