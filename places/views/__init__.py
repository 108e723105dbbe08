"""What a visitor sees. The only part of the library that knows Streamlit."""
