"""What is handed in: papers, pictures, what is worked out in them."""
