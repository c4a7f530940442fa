"""What tests share: real servers, and clients that speak the protocol."""
