"""Evenhand: does each step from arrest to recovery work equally well for every group of people?"""
