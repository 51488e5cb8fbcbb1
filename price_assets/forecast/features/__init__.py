"""What is known of each target before it comes."""
