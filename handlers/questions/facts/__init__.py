"""What a notice says to one thing asked: a module for each kind of fact, each giving lines of an answer."""
