"""What a message means in the light of a notice: whom, which office, which day, or nothing of ours."""
