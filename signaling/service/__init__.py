"""The application: carries commands to the switchboard, keeps what it decides, tells everybody."""
