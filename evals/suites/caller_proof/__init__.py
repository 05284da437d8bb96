"""Can somebody who only speaks on the phone write into a project's instructions, or make an agent act?"""
