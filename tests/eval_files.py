"""x"""
import sys
