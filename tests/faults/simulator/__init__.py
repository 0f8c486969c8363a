"""One seed is one world: phones, a bad network, a server that dies at any commit, and what must always hold."""
